"""Why a request came to nothing. It stops one source, never a command, so it is no jobtide Error.

Trouble
├── Failed         it did not answer, or not wholly; worth another try where `again`
├── Blocked        it answers, but not to us: 401, 403, a captcha, HTML where data is due
├── Refused        we do not ask: robots.txt, a private address, another host, an insecure one
└── Gone           there is nothing at this address (404, 410)
"""


class Trouble(Exception):
    """`str(trouble)` says what was wrong with the source; `wait_seconds` is how long it asked to be left alone.

    `of_host`: likely to be so for every address of the host.
    """

    def __init__(self, reason: str, again: bool = False, wait_seconds: float | None = None, of_host: bool = False):
        super().__init__(reason)
        self.again, self.wait_seconds, self.of_host = again, wait_seconds, of_host


class Failed(Trouble):
    pass


class Blocked(Trouble):
    pass


class Refused(Trouble):
    pass


class Gone(Trouble):
    pass
