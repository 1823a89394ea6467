answer(**(facts() if is_migrated() else {"migrated": False}))
