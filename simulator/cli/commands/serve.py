"""`gunfactor serve`: training rooms and the projector demo in a browser."""

from pathlib import Path

import click


@click.command(short_help="Serve the training rooms and the demo in a browser.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--lan", is_flag=True, help="Let phones on this network join; else only this machine."
)
@click.option(
    "--address", metavar="IP", help="With --lan: the address of this machine on the network."
)
@click.option(
    "--public-url",
    metavar="URL",
    help="Behind a proxy: what visitors type, such as https://training.example.nl.",
)
@click.option(
    "--behind", metavar="IP", default=None,
    help="Behind a proxy: the address to listen on, 127.0.0.1 unless in a container.",
)  # fmt: skip
@click.option(
    "--store",
    metavar="URL",
    envvar="GUNFACTOR_STORE",
    help="Where rooms are kept: a file, or postgresql+psycopg://... [default: your data folder]",
)
@click.option(
    "--days", default=30.0, show_default=True, type=click.FloatRange(min=0.04),
    help="Delete rooms that nobody used for so many days.",
)  # fmt: skip
@click.option(
    "--trainer-code",
    envvar="GUNFACTOR_TRAINER_CODE",
    help="Code of the trainer, at least 8 letters [default: a new one each time].",
)
@click.option(
    "--lang", type=click.Choice(("nl", "en")), default="nl", show_default=True,
    help="Language a visitor sees first.",
)  # fmt: skip
@click.option("--browser/--no-browser", default=True, help="Open the browser on this machine.")
def command(
    port: int,
    lan: bool,
    address: str | None,
    public_url: str | None,
    behind: str | None,
    store: str | None,
    days: float,
    trainer_code: str | None,
    lang: str,
    browser: bool,
) -> None:
    """Serve the training rooms and the projector demo in a browser.

    Opent de oefenkamers en de demo voor de projector in een browser.

    \b
      gunfactor serve                     only for this machine
      gunfactor serve --lan               phones on the same network can join
      gunfactor serve --public-url https://training.example.nl --store /data/rooms.db
    """
    try:
        from simulator.web import starting
    except ModuleNotFoundError as lacking:
        raise click.ClickException(
            f"The web part is not installed ({lacking.name} is missing): "
            "pip install 'gunfactor[web]'"
        ) from None
    wish = starting.Wish(
        port, lan, address, public_url, behind, store, days, trainer_code, lang, browser
    )
    try:
        starting.served(wish, Path.cwd(), click.echo)
    except starting.CannotStart as problem:
        raise click.ClickException(str(problem)) from None
