"""The commands of `jsi`: one module a command, each a thin `command`; what all of them share is in `group`."""
