package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.definition.Shadows;
import dev.sequitur.rule.condition.domain.Site;
import dev.sequitur.rule.shadow.RuleShadows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds who refers to a condition, as it stands in the database. */
final class Usages {

  private static final String RULE = "Rule";
  private static final List<String> KINDS = List.of(ConditionKind.NAME, RULE);
  private static final Shadows SHADOWS = new RuleShadows();

  /** Names are written in many ways within a text, but the word before them in one only. */
  private static final String WORD = "condition";

  private Usages() {}

  /**
   * A usage and the published version that it is in.
   *
   * @param published null if it is in the draft only
   * @param trial whether that version decides without effects
   */
  record Found(Usage usage, @Nullable Manifest published, boolean trial) {}

  /** Who refers to it itself. */
  static List<Found> direct(Neighbours neighbours, String name) {
    return Stream.concat(
            KINDS.stream()
                .flatMap(
                    kind ->
                        neighbours.mentioning(kind, WORD).stream()
                            .map(one -> new Found(usage(kind, one, name), one.published(), false))),
            neighbours.shadowsMentioning(RULE, SHADOWS, WORD).stream()
                .map(one -> new Found(shadow(one, name), one.published(), true)))
        .filter(one -> one.usage().draft() || one.usage().published())
        .toList();
  }

  /** What decides without effects needs its conditions as much as what acts. */
  private static Usage shadow(Neighbours.Neighbour user, String name) {
    var definition = user.definition();
    return new Usage(
        RULE,
        definition.draft().name(),
        refers(user.published(), name),
        false,
        definition.version(),
        List.of());
  }

  /** Who refers to it, itself or through published conditions; the nearest first. */
  static List<Found> all(Neighbours neighbours, String name) {
    var all = new ArrayList<>(direct(neighbours, name));
    var seen = new HashSet<String>();
    seen.add(name);
    var open = new ArrayDeque<Found>(all);
    while (!open.isEmpty()) {
      var between = open.remove().usage();
      if (between.kind().equals(ConditionKind.NAME)
          && between.published()
          && seen.add(between.name())) {
        for (var further : direct(neighbours, between.name())) {
          var found = through(further, between);
          all.add(found);
          open.add(found);
        }
      }
    }
    return all;
  }

  private static Found through(Found further, Usage between) {
    return new Found(through(further.usage(), between), further.published(), further.trial());
  }

  private static Usage through(Usage further, Usage between) {
    var names = Stream.concat(Stream.of(between.name()), between.through().stream()).toList();
    return new Usage(
        further.kind(),
        further.name(),
        further.published(),
        further.draft(),
        further.version(),
        names);
  }

  private static Usage usage(String kind, Neighbours.Neighbour user, String name) {
    var definition = user.definition();
    return new Usage(
        kind,
        definition.draft().name(),
        refers(user.published(), name),
        refers(definition.draft(), name),
        definition.version(),
        List.of());
  }

  private static boolean refers(@Nullable Manifest manifest, String name) {
    return manifest != null
        && Site.in(manifest.spec().get("when"), "").stream()
            .anyMatch(site -> site.name().equals(name));
  }
}
