package dev.sequitur.rule.check;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.rule.catalog.ActionCatalogue;
import dev.sequitur.rule.catalog.RuleDrafts;
import dev.sequitur.rule.check.domain.finding.Subject;
import dev.sequitur.rule.condition.DraftBooks;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.condition.OneBook;
import dev.sequitur.rule.condition.domain.When;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules as they are looked at. Each version is compiled once: to look at a thousand rules again
 * after one of them has changed costs what that one costs. Memory is given back where it is needed
 * for something else.
 */
@ApplicationScoped
class Subjects {

  /** Twice as many as are looked at together. */
  private static final int KEPT = 4_000;

  private final ActionCatalogue catalogue;
  private final DraftBooks books;
  private SoftReference<Map<Key, Subject>> made = new SoftReference<>(latest());

  Subjects(ActionCatalogue catalogue, DraftBooks books) {
    this.catalogue = catalogue;
    this.books = books;
  }

  private record Key(String workspace, Manifest manifest) {}

  /**
   * Those that are free of errors, in their order. A rule that has become faulty matches nothing,
   * and is told about where it is saved.
   */
  List<Subject> of(List<Manifest> manifests, Bundle together) {
    // All are held against one state of the conditions, which is read once.
    return manifests.stream().anyMatch(Subjects::mayName)
        ? books.open(together, book -> all(manifests, together, new OneBook(book)))
        : all(manifests, together, books);
  }

  private List<Subject> all(List<Manifest> manifests, Bundle together, DraftBooks named) {
    var drafts = new RuleDrafts(catalogue, new NamesCheck(named));
    return manifests.stream().flatMap(one -> of(one, together, drafts).stream()).toList();
  }

  private Optional<Subject> of(Manifest manifest, Bundle together, RuleDrafts drafts) {
    if (mayName(manifest)) {
      // The conditions that it names may have changed since.
      return read(manifest, together, drafts);
    }
    var key = new Key(together.workspace(), manifest);
    var known = known(key);
    if (known.isPresent()) {
      return known;
    }
    var fresh = read(manifest, together, drafts);
    fresh.ifPresent(subject -> keep(key, subject));
    return fresh;
  }

  private static boolean mayName(Manifest manifest) {
    return When.mayRefer(String.valueOf(manifest.spec().get("when")));
  }

  private static Optional<Subject> read(Manifest manifest, Bundle together, RuleDrafts drafts) {
    return drafts.read(manifest, together) instanceof RuleDrafts.Ready(var rule, var cel, _)
        ? Optional.of(Subject.of(rule, cel, manifest.spec()))
        : Optional.empty();
  }

  private synchronized Optional<Subject> known(Key key) {
    var kept = made.get();
    return kept == null ? Optional.empty() : Optional.ofNullable(kept.get(key));
  }

  private synchronized void keep(Key key, Subject subject) {
    var kept = made.get();
    if (kept == null) {
      kept = latest();
      made = new SoftReference<>(kept);
    }
    kept.put(key, subject);
  }

  private static Map<Key, Subject> latest() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Key, Subject> eldest) {
        return size() > KEPT;
      }
    };
  }
}
