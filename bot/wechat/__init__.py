"""The platform's protocol: envelopes, messages in, replies out."""
