"""The office: rooms around the desks of an authority; `server.app` opens it."""
