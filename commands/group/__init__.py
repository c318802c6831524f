"""What makes one program of the commands: finding them, the language, mistakes, troubles and exit codes."""
