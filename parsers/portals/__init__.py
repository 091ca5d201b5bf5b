"""Who is the buyer behind a relayed inquiry? A YAML file a portal; `portal.Portal` reads by it."""
