"""What an audit is: metrics, checks, profiles, judging and the record. No screen, no command line, no printing."""
