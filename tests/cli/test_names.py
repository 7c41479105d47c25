from deskready.cli.names import COMMANDS


def test_every_command_is_known_here() -> None:
    from deskready.cli.app import collect

    app = collect()
    assert {command.name or command.callback.__name__ for command in app.registered_commands if command.callback} | {
        group.name for group in app.registered_groups
    } == set(COMMANDS)
