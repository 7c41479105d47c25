"""deskready: is this desk, this computer, this line and this room good enough for customer service?"""

__version__ = "0.1.0"
