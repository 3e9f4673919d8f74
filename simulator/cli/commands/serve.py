"""`gunfactor serve`: training rooms and the projector demo in a browser."""

from pathlib import Path

import click

from simulator import i18n
from simulator.cli import bilingual


@bilingual.command("serve")
@click.option(
    "--port", metavar="PORT", default=8080, show_default=True, type=click.IntRange(1, 65535),
    help=bilingual.lines("serve_port"),
)  # fmt: skip
@click.option("--lan", is_flag=True, help=bilingual.lines("serve_lan"))
@click.option("--address", metavar="IP", help=bilingual.lines("serve_address"))
@click.option(
    "--public-url",
    metavar="URL",
    help=bilingual.lines("serve_public_url"),
)
@click.option(
    "--behind", metavar="IP", default=None,
    help=bilingual.lines("serve_behind"),
)  # fmt: skip
@click.option(
    "--store",
    metavar="URL",
    envvar="GUNFACTOR_STORE",
    help=bilingual.lines("serve_store"),
)
@click.option(
    "--days", metavar="DAYS", default=30.0, show_default=True, type=click.FloatRange(min=0.04),
    help=bilingual.lines("serve_days"),
)  # fmt: skip
@click.option(
    "--trainer-code",
    metavar="CODE",
    envvar="GUNFACTOR_TRAINER_CODE",
    help=bilingual.lines("serve_trainer_code"),
)
@click.option(
    "--lang", type=click.Choice(("nl", "en")), default="nl", show_default=True,
    envvar=i18n.VARIABLE,
    help=bilingual.lines("serve_lang"),
)  # fmt: skip
@click.option("--browser/--no-browser", default=True, help=bilingual.lines("serve_browser"))
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

    \b
      gunfactor serve
      gunfactor serve --lan
      gunfactor serve --public-url https://training.example.nl --store rooms.db
    """
    try:
        from simulator.web import launch
    except ModuleNotFoundError as lacking:
        said = i18n.text("cli", "no_web", lang, name=lacking.name)
        raise click.ClickException(said) from None
    wish = launch.Wish(
        port, lan, address, public_url, behind, store, days, trainer_code, lang, browser
    )
    try:
        launch.serve(wish, Path.cwd(), click.echo)
    except launch.CannotStart as problem:
        raise click.ClickException(str(problem)) from None
