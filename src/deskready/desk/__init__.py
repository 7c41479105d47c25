"""What joins the parts for both front ends: a session, and keeping and saving its audit."""
