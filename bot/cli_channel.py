"""The channel's commands: simulate, doctor, menu, qr."""

import os

import click

from bot.config import ConfigurationWrong, Mode, read_config


@click.command()
@click.option("--webhook", default="http://127.0.0.1:8000/wechat", show_default=True)
@click.option("--port", default=8088, show_default=True)
def simulate(webhook: str, port: int) -> None:
    """A WeChat platform for any bot: a phone in the browser, and the interface to call.

    Token, AppID, EncodingAESKey, AppSecret and mode are the BAIMI_WECHAT_ settings; what is not
    set is made up, kept, and shown.
    """
    from waitress import serve

    from bot.simulator.alone import simulator_app
    from bot.wechat.envelope import Account

    try:
        config = read_config(os.environ, demo=True)
    except ConfigurationWrong as wrong:
        raise click.ClickException(str(wrong)) from wrong
    address = f"http://127.0.0.1:{port}"
    account = Account(config.token, config.app_id, config.aes_keys, config.mode)
    click.echo(f"手机 phone        {address}/simulator")
    click.echo(f"接口 interface    {address}/cgi-bin/…   计数 counts {address}/_platform/counts")
    click.echo(f"发往 webhook      {webhook}（{config.mode}）")
    click.echo(f"Token={config.token} AppID={config.app_id} AppSecret={config.app_secret}")
    if config.mode is not Mode.PLAIN:
        click.echo(f"EncodingAESKey={config.aes_keys[0]}")
    serve(simulator_app(account, config.app_secret, webhook, address), host="127.0.0.1", port=port)
