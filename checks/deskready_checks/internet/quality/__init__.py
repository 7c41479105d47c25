"""Call quality: what a trace of probes would have done to a voice, by ITU-T G.107."""
