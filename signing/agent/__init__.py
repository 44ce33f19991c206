"""The agent on a signer's own machine: a page asks, a person looks and types a PIN, a token signs.

It knows nothing of the office but its address; the protocol stands in docs/agent.md, and another
agent or a browser extension may speak it as well.
"""
