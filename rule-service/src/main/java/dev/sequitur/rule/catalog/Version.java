package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.rule.matching.domain.Rule;
import java.util.UUID;

/** A definition as one change of it left it. */
record Version(UUID uid, long change) {

  private static final long SHADOW = 0x5AD0_5AD0_5AD0_5AD0L;

  static Version of(DefinitionPublished published) {
    return new Version(published.uid(), published.change());
  }

  /** Of what one change has decide: the version that acts, or its shadow. */
  static Version of(DefinitionPublished published, Rule rule) {
    return rule.isShadow()
        ? new Version(ofShadow(published.uid()), published.change())
        : of(published);
  }

  /** Stands for a rule's shadow where its uid stands for the rule. */
  static UUID ofShadow(UUID uid) {
    return new UUID(uid.getMostSignificantBits() ^ SHADOW, uid.getLeastSignificantBits());
  }
}
