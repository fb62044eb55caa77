"""``serve``: the web server."""

import click

from webapp.commands.opening import settings


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口 · port")
@click.option("--host", default="127.0.0.1", show_default=True, help="地址 · address to listen on")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="线程 · threads")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="进程 · processes")
def serve(port: int, host: str, threads: int, workers: int) -> None:
    """启动网页服务 · Serve the pages until stopped."""
    # Imported here because the web framework takes half a second that no other command needs.
    from webapp.server import run_server

    run_server(settings(), host=host, port=port, threads=threads, workers=workers)
