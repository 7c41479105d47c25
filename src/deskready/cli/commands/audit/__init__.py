"""`deskready audit`: an audit without a screen."""
