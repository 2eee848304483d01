"""The outside world: WeChat, the database, alerts, the console, jobs and the command line."""
