package dev.sequitur.notification.domain;

import java.util.Locale;

/** Roles in a workspace, from the least to the most; who holds one holds those before it. */
public enum Role {
  VIEWER,
  OPERATOR,
  EDITOR,
  OWNER;

  /** As it is written in manifests. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
