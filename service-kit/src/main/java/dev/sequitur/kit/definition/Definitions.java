package dev.sequitur.kit.definition;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Saves drafts and changes what is in force; every change is audited in its own transaction. */
@ApplicationScoped
public class Definitions {

  private static final int MAX_VERSIONS = 1_000;

  /** One record holds both versions; the room beyond is for its headers. */
  private static final int LARGEST_WITH_SHADOW = Topics.DEFINITIONS.maxMessageBytes() - 65_536;

  private final ApiDatabase database;
  private final DefinitionConfig config;
  private final InstantSource clock;
  private final String service;

  Definitions(
      ApiDatabase database,
      DefinitionConfig config,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.service = service;
  }

  /** One document of a bundle, with its kind. */
  public record Document(DefinitionKind kind, Manifest manifest) {}

  /** What became of a document: created, updated, unchanged or published. */
  public record Applied(String result, Definition definition) {}

  /**
   * Stores checked documents in one transaction, and publishes them if asked to; the answers are in
   * the order of the documents, of which no two may have one kind and name.
   */
  public List<Applied> apply(Author author, List<Document> documents, boolean publish) {
    // Rows are locked in one order, so that two bundles that overlap wait instead of dead-locking.
    var inOrder =
        documents.stream()
            .sorted(
                Comparator.comparing((Document document) -> document.manifest().kind())
                    .thenComparing(document -> document.manifest().name()))
            .toList();
    return database.in(
        author.workspace(),
        transaction -> {
          var applied = new HashMap<Document, Applied>();
          var changes = new ArrayList<Change>();
          for (var document : inOrder) {
            var change = change(transaction, author, document.kind());
            changes.add(change);
            var saved = change.save(document.manifest(), Precondition.NONE);
            applied.put(
                document, publish ? change.publish(document.manifest().name(), saved) : saved);
          }
          changes.forEach(Change::uphold);
          return documents.stream().map(applied::get).map(Objects::requireNonNull).toList();
        });
  }

  /** Creates or replaces a checked draft. */
  public Applied save(Author author, Document document, Precondition precondition) {
    return database.in(
        author.workspace(),
        transaction ->
            change(transaction, author, document.kind()).save(document.manifest(), precondition));
  }

  /** Publishes the draft as the next version; the same draft again changes nothing. */
  public Applied publish(Author author, DefinitionKind kind, String name) {
    return database.in(
        author.workspace(),
        transaction -> {
          var change = change(transaction, author, kind);
          var published = change.publish(name, new Applied("unchanged", change.require(name)));
          change.uphold();
          return published;
        });
  }

  /**
   * Lets the published version rest.
   *
   * @param reason for people; null if none was given
   */
  public Definition suspend(
      Author author, DefinitionKind kind, String name, @Nullable String reason) {
    return turn(author, kind, name, State.DISABLED, reason);
  }

  /** Lets the published version act again. */
  public Definition resume(Author author, DefinitionKind kind, String name) {
    return turn(author, kind, name, State.ACTIVE, null);
  }

  /**
   * What acts.
   *
   * @param change of it that acts, as {@link DefinitionPublished#change} counts
   */
  public record Acting(DefinitionKind kind, String name, UUID uid, long change) {}

  /**
   * Lets what acts rest within a transaction of the data path, which has found it at fault. Only if
   * it is still that change which acts: whatever a person has published, suspended or resumed since
   * holds, and the same fault found twice suspends once.
   *
   * @param reason for people
   * @return whether it rests now because of this
   */
  public boolean suspend(Transaction transaction, Author author, Acting acting, String reason)
      throws SQLException {
    var change = change(transaction, author, acting.kind());
    if (!change.acts(acting)) {
      return false;
    }
    change.turn(acting.name(), State.DISABLED, reason);
    change.uphold();
    return true;
  }

  /**
   * Has a version decide without effects beside the one that acts, in the place of the one that did
   * so before.
   *
   * @param version null = the draft, which becomes a version unless it is the newest already
   * @throws dev.sequitur.kit.problem.Problem if it is the one that acts, or there is no such
   */
  public Definition shadow(
      Author author, DefinitionKind kind, String name, @Nullable Integer version) {
    return changed(author, kind, change -> change.shadow(name, version));
  }

  /** Ends what decides without effects; the version stays. */
  public Definition withdraw(Author author, DefinitionKind kind, String name) {
    return changed(author, kind, change -> change.withdraw(name));
  }

  /**
   * Has the version that decided without effects act, in the place of the one that did, from one
   * instant on.
   *
   * @param checked the version that the caller found free of errors
   * @throws dev.sequitur.kit.problem.Problem if another one decides without effects by now
   */
  public Definition promote(Author author, DefinitionKind kind, String name, int checked) {
    return changed(author, kind, change -> change.promote(name, checked));
  }

  /**
   * The version that decides without effects.
   *
   * @throws dev.sequitur.kit.problem.Problem if there is none
   */
  public DefinitionVersion shadowOf(String workspace, DefinitionKind kind, String name) {
    return database.in(
        workspace,
        transaction -> {
          var table = new DefinitionTable(transaction.connection(), workspace, kind.kind());
          var definition =
              table.find(requireName(kind, name)).orElseThrow(() -> notFound(kind.kind(), name));
          return kind.shadows()
              .find(transaction.connection(), definition.uid())
              .map(shadow -> requireVersion(table, definition, shadow.version()))
              .orElseThrow(() -> noShadow(name));
        });
  }

  private static DefinitionVersion requireVersion(
      DefinitionTable table, Definition definition, int version) {
    try {
      return table.version(definition.uid(), version).orElseThrow();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** What decides without effects, by the definition's uid. */
  public Map<UUID, Shadows.Shown> shadows(String workspace, DefinitionKind kind) {
    return kind.shadows() == Shadows.NONE
        ? Map.of()
        : database.<Map<UUID, Shadows.Shown>>in(
            workspace, transaction -> kind.shadows().of(transaction.connection(), workspace));
  }

  /** A change of one definition. */
  @FunctionalInterface
  private interface Step {
    Definition take(Change change) throws SQLException;
  }

  private Definition changed(Author author, DefinitionKind kind, Step step) {
    return database.in(
        author.workspace(),
        transaction -> {
          var change = change(transaction, author, kind);
          var changed = step.take(change);
          change.uphold();
          return changed;
        });
  }

  private Definition turn(
      Author author, DefinitionKind kind, String name, State state, @Nullable String reason) {
    return changed(author, kind, change -> change.turn(name, state, reason));
  }

  /** Archives it for good; its name is free again, its uid is not. */
  public void archive(Author author, DefinitionKind kind, String name) {
    database.run(
        author.workspace(),
        transaction -> {
          var change = change(transaction, author, kind);
          change.archive(name);
          change.uphold();
        });
  }

  public Definition get(String workspace, DefinitionKind kind, String name) {
    return database.in(
        workspace,
        transaction ->
            new DefinitionTable(transaction.connection(), workspace, kind.kind())
                .find(requireName(kind, name))
                .orElseThrow(() -> notFound(kind.kind(), name)));
  }

  public List<Definition> list(
      String workspace, DefinitionKind kind, @Nullable String after, int limit) {
    return database.in(
        workspace,
        transaction ->
            new DefinitionTable(transaction.connection(), workspace, kind.kind())
                .list(after, limit));
  }

  public List<DefinitionVersion> versions(String workspace, DefinitionKind kind, String name) {
    return database.in(
        workspace,
        transaction -> {
          var table = new DefinitionTable(transaction.connection(), workspace, kind.kind());
          var definition =
              table.find(requireName(kind, name)).orElseThrow(() -> notFound(kind.kind(), name));
          return table.versions(definition.uid(), MAX_VERSIONS);
        });
  }

  /** Looks around among the definitions of a workspace, in one transaction. */
  public <R> R among(String workspace, Function<Neighbours, R> look) {
    return database.in(
        workspace, transaction -> look.apply(new Neighbours(transaction.connection(), workspace)));
  }

  private Change change(Transaction transaction, Author author, DefinitionKind kind) {
    var table = new DefinitionTable(transaction.connection(), author.workspace(), kind.kind());
    return new Change(transaction, table, author, kind);
  }

  /** What cannot be a name is not asked for: the database would stumble over NUL, for one. */
  private static String requireName(DefinitionKind kind, String name) {
    if (!ManifestReader.isName(name)) {
      throw notFound(kind.kind(), "that name");
    }
    return name;
  }

  private static dev.sequitur.kit.problem.Problem noShadow(String name) {
    return DefinitionProblem.SHADOW_NOT_FOUND.with(
        "No version of " + name + " decides as a shadow.");
  }

  private static dev.sequitur.kit.problem.Problem tooLarge(String name) {
    return DefinitionProblem.DEFINITION_INVALID.with(
        name + " and its shadow are too large.",
        List.of(
            new Violation(
                "", "OUT_OF_RANGE", "both together are larger than " + LARGEST_WITH_SHADOW)));
  }

  private static dev.sequitur.kit.problem.Problem noVersion(String name, int version) {
    return DefinitionProblem.DEFINITION_INVALID.with(
        name + " cannot decide as a shadow.",
        List.of(new Violation("/version", "OUT_OF_RANGE", "there is no version " + version)));
  }

  private static dev.sequitur.kit.problem.Problem notFound(String kind, String name) {
    return DefinitionProblem.DEFINITION_NOT_FOUND.with(
        "There is no " + kind + " named " + name + ".");
  }

  /** A change of what is in force. */
  private record Enacted(Manifest manifest, State state) {}

  /** Changes within one transaction. */
  private final class Change {

    private final Transaction transaction;
    private final DefinitionTable table;
    private final Author author;
    private final DefinitionKind kind;
    private final List<Enacted> enacted = new ArrayList<>();

    Change(Transaction transaction, DefinitionTable table, Author author, DefinitionKind kind) {
      this.transaction = transaction;
      this.table = table;
      this.author = author;
      this.kind = kind;
    }

    Definition require(String name) throws SQLException {
      requireName(kind, name);
      return table.lock(name).orElseThrow(() -> notFound(kind.kind(), name));
    }

    boolean acts(Acting acting) throws SQLException {
      var standing = table.lock(acting.name()).orElse(null);
      return standing != null
          && standing.uid().equals(acting.uid())
          && standing.change() == acting.change()
          && standing.state() == State.ACTIVE;
    }

    Applied save(Manifest manifest, Precondition precondition) throws SQLException {
      var existing = table.lock(manifest.name()).orElse(null);
      precondition.check(existing, manifest.name());
      if (existing == null) {
        // Drawn, not derived: it must outlive renaming and never come again.
        if (table.insert(UUID.randomUUID(), manifest, author.principal())) {
          audit("write", manifest.name(), null, map(manifest));
          return new Applied("created", require(manifest.name()));
        }
        existing = require(manifest.name());
        precondition.check(existing, manifest.name());
      }
      if (existing.draft().equals(manifest)) {
        return new Applied("unchanged", existing);
      }
      table.saveDraft(existing.uid(), manifest, author.principal());
      audit("write", manifest.name(), map(existing.draft()), map(manifest));
      return new Applied("updated", require(manifest.name()));
    }

    Applied publish(String name, Applied saved) throws SQLException {
      var definition = saved.definition();
      var version = draftAsVersion(definition);
      if (version == definition.version() && definition.state() == State.ACTIVE) {
        return new Applied("unchanged", definition);
      }
      var acting = acting(definition);
      act(definition, version, definition.draft());
      audit("publish", name, map(acting), map(definition.draft()));
      return new Applied("published", require(name));
    }

    /** The draft's number: the newest version's if it is the same, else that of a new one. */
    private int draftAsVersion(Definition definition) throws SQLException {
      var newest = table.versions(definition.uid(), 1).stream().findFirst();
      if (newest.isPresent() && newest.get().manifest().equals(definition.draft())) {
        return newest.get().version();
      }
      var version = newest.map(DefinitionVersion::version).orElse(0) + 1;
      table.insertVersion(definition.uid(), version, definition.draft(), author.principal());
      return version;
    }

    /** The version that acts, or did before it was suspended; null if none ever did. */
    private @Nullable Manifest acting(Definition definition) throws SQLException {
      return table
          .version(definition.uid(), definition.version())
          .map(DefinitionVersion::manifest)
          .orElse(null);
    }

    /** A version acts from now on; if it was the shadow, there is none any more. */
    private void act(Definition definition, int version, Manifest manifest) throws SQLException {
      var shadow = kind.shadows().find(transaction.connection(), definition.uid());
      if (shadow.filter(one -> one.version() == version).isPresent()) {
        kind.shadows().end(transaction.connection(), definition.uid());
      }
      enact(definition, State.ACTIVE, version, manifest);
    }

    Definition shadow(String name, @Nullable Integer version) throws SQLException {
      var definition = require(name);
      var tried = version == null ? draftAsVersion(definition) : version;
      var manifest =
          table
              .version(definition.uid(), tried)
              .map(DefinitionVersion::manifest)
              .orElseThrow(() -> noVersion(name, tried));
      if (tried == definition.version()) {
        throw DefinitionProblem.SHADOW_ACTS_ALREADY.with(
            "Version " + tried + " of " + name + " is the one in force.");
      }
      var before = kind.shadows().find(transaction.connection(), definition.uid());
      if (before.filter(one -> one.version() == tried).isPresent()) {
        return definition;
      }
      var shadow = new Shadows.Shadow(tried, definition.change() + 1);
      kind.shadows()
          .begin(
              transaction.connection(),
              new Shadows.Trial(author.workspace(), definition.uid(), shadow, author.principal()));
      again(definition);
      audit("shadow", name, null, map(manifest));
      return require(name);
    }

    Definition withdraw(String name) throws SQLException {
      var definition = require(name);
      var manifest = requireShadow(definition).manifest();
      kind.shadows().end(transaction.connection(), definition.uid());
      again(definition);
      audit("withdraw", name, map(manifest), null);
      return require(name);
    }

    Definition promote(String name, int checked) throws SQLException {
      var definition = require(name);
      var shadow = requireShadow(definition);
      if (shadow.version() != checked) {
        throw DefinitionProblem.DEFINITION_CHANGED.with(
            "Version " + shadow.version() + " decides as a shadow by now, not " + checked + ".");
      }
      var acting = acting(definition);
      act(definition, shadow.version(), shadow.manifest());
      audit("promote", name, map(acting), map(shadow.manifest()));
      return require(name);
    }

    private DefinitionVersion requireShadow(Definition definition) throws SQLException {
      return kind.shadows()
          .find(transaction.connection(), definition.uid())
          .map(shadow -> requireVersion(table, definition, shadow.version()))
          .orElseThrow(() -> noShadow(definition.draft().name()));
    }

    /** What acts stays as it is; what decides beside it has changed. */
    private void again(Definition definition) throws SQLException {
      var acting = acting(definition);
      enact(
          definition,
          definition.state(),
          definition.version(),
          acting == null ? definition.draft() : acting);
    }

    Definition turn(String name, State state, @Nullable String reason) throws SQLException {
      var definition = require(name);
      if (definition.version() == 0) {
        throw DefinitionProblem.DEFINITION_NOT_PUBLISHED.with(name + " was never published.");
      }
      // One that rests already may be given another reason.
      if (definition.state() == state && reason == null) {
        return definition;
      }
      var inForce = Objects.requireNonNull(acting(definition));
      if (definition.state() != state) {
        enact(definition, state, definition.version(), inForce);
      }
      if (reason != null) {
        kind.rests(transaction, definition.uid(), reason);
      }
      audit(
          state == State.ACTIVE ? "resume" : "suspend",
          name,
          inState(inForce, Objects.requireNonNull(definition.state()), null),
          inState(inForce, state, reason));
      return require(name);
    }

    void archive(String name) throws SQLException {
      var definition = require(name);
      kind.shadows().end(transaction.connection(), definition.uid());
      enact(definition, State.ARCHIVED, definition.version(), definition.draft());
      audit("archive", name, map(definition.draft()), null);
    }

    /**
     * @param state null if no version ever acted, and none does now
     */
    private void enact(Definition definition, @Nullable State state, int version, Manifest manifest)
        throws SQLException {
      var effectiveFrom =
          table.change(definition.uid(), state, version, config.lead(), author.principal());
      var said = state == null ? State.DISABLED : state;
      if (version > 0 || state != null) {
        enacted.add(new Enacted(manifest, said));
      }
      var beside = decidingBeside(definition, state);
      var message =
          new DefinitionPublished(
                  author.workspace(),
                  kind.kind(),
                  definition.uid(),
                  manifest.name(),
                  version,
                  definition.change() + 1,
                  said,
                  effectiveFrom,
                  manifest.metadata().labels(),
                  manifest.spec(),
                  beside)
              .message();
      if (beside != null && message.value().length > LARGEST_WITH_SHADOW) {
        throw tooLarge(manifest.name());
      }
      transaction.say(message);
    }

    /** The shadow, which rests with what is suspended; its conditions are held like its own. */
    private DefinitionPublished.@Nullable Shadow decidingBeside(
        Definition definition, @Nullable State state) throws SQLException {
      var shadow = kind.shadows().find(transaction.connection(), definition.uid());
      if (shadow.isEmpty() || state == State.DISABLED) {
        return null;
      }
      var manifest =
          table.version(definition.uid(), shadow.get().version()).orElseThrow().manifest();
      enacted.add(new Enacted(manifest, State.ACTIVE));
      return new DefinitionPublished.Shadow(
          shadow.get().version(),
          shadow.get().begun(),
          manifest.metadata().labels(),
          manifest.spec());
    }

    /** To be called last: all that the transaction changes is there to be seen. */
    void uphold() {
      var neighbours = new Neighbours(transaction.connection(), author.workspace());
      enacted.forEach(one -> kind.uphold(neighbours, one.manifest(), one.state()));
    }

    private void audit(
        String action,
        String name,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after) {
      Instant now = clock.instant();
      transaction.say(
          new AuditRecorded(
                  UUID.randomUUID(),
                  author.workspace(),
                  now,
                  author.principal(),
                  kind.permission() + ":" + action,
                  kind.kind() + "/" + name,
                  before,
                  after)
              .message(service));
    }

    /** What acts and what rests is the same manifest: its state tells them apart. */
    private static Map<String, @Nullable Object> inState(
        Manifest manifest, State state, @Nullable String reason) {
      var shown = new HashMap<>(Objects.requireNonNull(map(manifest)));
      shown.put("state", state.name());
      if (reason != null) {
        shown.put("reason", reason);
      }
      return shown;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, @Nullable Object> map(@Nullable Manifest manifest) {
      return manifest == null ? null : Wire.json().convertValue(manifest, Map.class);
    }
  }
}
