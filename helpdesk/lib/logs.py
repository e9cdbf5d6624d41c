"""What a log may hold: whoever reads it must not be able to use a link that was made for somebody else."""

import logging
import re

# Secrets of links are 43 letters long and more; ids are 36 and stay, numbers and names are shorter.
SECRET = re.compile(r"(?<=/)[\w-]{40,}")


class WithoutSecrets(logging.Filter):
    """Cuts the secrets of links out of the addresses that a line of the log names."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every line through, without its secrets."""
        said = record.getMessage()
        cut = SECRET.sub("…", said)
        if cut != said:
            record.msg, record.args = cut, ()
        return True
