"""A kiosk's cable to the server, which can be pulled and put back."""

import selectors
import socket
from threading import Event, Thread

PIECE = 65_536


class Wire:
    """Carries bytes from its own port to the server's. Belongs to a thread of its own."""

    def __init__(self, server_port: int) -> None:
        self._server = ("127.0.0.1", server_port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._cut = Event()
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def pull(self) -> None:
        """Connections break, in the middle of a message too, and no new one comes about."""
        self._cut.set()

    def put_back(self) -> None:
        self._cut.clear()

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            for key, _ in self._selector.select(timeout=0.02):
                if key.fileobj is self._listener:
                    self._accept()
                elif isinstance(key.fileobj, socket.socket) and key.fileobj.fileno() >= 0:
                    self._carry(key.fileobj, key.data)
            if self._cut.is_set():
                self._break_all()
        self._break_all()
        self._selector.close()
        self._listener.close()

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        if self._cut.is_set():
            near.close()
            return
        try:
            far = socket.create_connection(self._server, timeout=2)
        except OSError:
            near.close()
            return
        self._selector.register(near, selectors.EVENT_READ, far)
        self._selector.register(far, selectors.EVENT_READ, near)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            piece = source.recv(PIECE)
            if piece:
                target.sendall(piece)
                return
        except OSError:
            pass
        self._break(source, target)

    def _break(self, *ends: socket.socket) -> None:
        for end in ends:
            if end.fileno() >= 0:
                self._selector.unregister(end)
                end.close()

    def _break_all(self) -> None:
        ends = [
            key.fileobj
            for key in list(self._selector.get_map().values())
            if key.fileobj is not self._listener
        ]
        self._break(*(end for end in ends if isinstance(end, socket.socket)))
