"""The least that can be done with a reply: each token is printed when it comes.

It is a program of its own, `python bare.py HOST PORT`, and sends the lines that it is given.
"""

import json
import sys
from http.client import HTTPConnection, HTTPResponse

DATA = "data: "
DONE = "[DONE]"


def body(prose: str) -> str:
    asked = {"role": "user", "content": prose}
    return json.dumps({"model": "m", "messages": [asked], "stream": True})


def show(response: HTTPResponse) -> None:
    """Print a reply while it comes."""
    for line in response:
        told = line.decode().strip().removeprefix(DATA)
        if told and told != DONE:
            sys.stdout.write(json.loads(told)["choices"][0]["delta"]["content"])
            sys.stdout.flush()


def run(host: str, port: str) -> None:
    """Ask, until nobody writes any more."""
    connection = HTTPConnection(host, int(port))
    sys.stdout.write("> ")
    sys.stdout.flush()
    for line in sys.stdin:
        connection.request("POST", "/v1/chat/completions", body(line))
        show(connection.getresponse())


if __name__ == "__main__":
    run(*sys.argv[1:])
