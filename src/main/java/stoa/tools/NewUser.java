package stoa.tools;

import stoa.base.config.Secret;

/** An account as {@code user add} was told to make it; nothing is checked yet. */
public record NewUser(String name, String email, Secret password, boolean admin) {}
