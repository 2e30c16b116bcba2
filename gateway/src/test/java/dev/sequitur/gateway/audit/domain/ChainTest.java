package dev.sequitur.gateway.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** I9: a chain shows what was altered, removed, inserted or exchanged, and where. */
class ChainTest {

  private static final int LENGTH = 6;

  private final List<Link> chain = chain();

  @Test
  void anUntouchedChainHolds() {
    var walk = walk(chain, null);
    assertThat(walk.broken()).isNull();
    assertThat(walk.length()).isEqualTo(LENGTH);
  }

  @Test
  void noEntryIsABrokenChain() {
    assertThat(walk(List.of(), null)).isEqualTo(Walk.START);
  }

  @Test
  void anAlteredByteShowsAtItsEntry() {
    for (var i = 0; i < LENGTH; i++) {
      for (var at = 0; at < chain.get(i).said().length; at++) {
        var bytes = chain.get(i).said().clone();
        bytes[at] ^= 1;
        assertThat(brokenAfter(i, link -> with(link, bytes))).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void anEntryThatIsRewrittenWithItsHashShowsAtTheNext() {
    for (var i = 0; i < LENGTH - 1; i++) {
      var before = i == 0 ? null : chain.get(i - 1);
      var forged = Chain.next(before, said(100 + i));
      assertThat(brokenAfter(i, _ -> forged)).isEqualTo(i + 2);
    }
  }

  @Test
  void aRemovedEntryShowsAtItsPlace() {
    for (var i = 0; i < LENGTH - 1; i++) {
      var rest = new ArrayList<>(chain);
      rest.remove(i);
      assertThat(walk(rest, null).broken())
          .isNotNull()
          .extracting(Walk.Break::position)
          .isEqualTo(i + 1L);
    }
  }

  @Test
  void exchangedEntriesShowAtTheFirstOfThem() {
    var exchanged = new ArrayList<>(chain);
    exchanged.set(2, moved(chain.get(3), 3));
    exchanged.set(3, moved(chain.get(2), 4));
    assertThat(walk(exchanged, null).broken())
        .isNotNull()
        .extracting(Walk.Break::position)
        .isEqualTo(3L);
  }

  @Test
  void aColumnThatSaysSomethingElseThanTheBytesShows() {
    var facts = chain.get(2).facts();
    var forged =
        new Facts(facts.id(), facts.at(), "somebody-else", facts.action(), facts.resource());
    assertThat(
            brokenAfter(
                2,
                link ->
                    new Link(
                        link.workspace(),
                        link.position(),
                        forged,
                        link.said(),
                        link.previous(),
                        link.hash())))
        .isEqualTo(3);
  }

  @Test
  void aCutTailShowsToWhoHasNotedAnEnd() {
    var end = chain.getLast();
    var noted = new Walk.Anchor(end.position(), end.hashText());
    assertThat(walk(chain, noted).broken()).isNull();
    var cut = chain.subList(0, LENGTH - 2);
    assertThat(walk(cut, null).broken()).isNull();
    assertThat(walk(cut, noted).broken())
        .isEqualTo(new Walk.Break(LENGTH - 1L, "the chain ends before the entry that was noted"));
  }

  @Test
  void aChainThatWasMadeAnewShowsToWhoHasNotedAnEnd() {
    var noted = new Walk.Anchor(3, chain.get(2).hashText());
    Link last = null;
    var anew = new ArrayList<Link>();
    for (var i = 0; i < LENGTH; i++) {
      last = Chain.next(last, said(i == 1 ? 77 : i));
      anew.add(last);
    }
    assertThat(walk(anew, null).broken()).isNull();
    assertThat(walk(anew, noted).broken())
        .isNotNull()
        .extracting(Walk.Break::position)
        .isEqualTo(3L);
  }

  @Test
  void whatANewerVersionSaysBesideIsHashedToo() {
    var json =
        new String(said(1).bytes(), StandardCharsets.UTF_8)
            .replace("{\"id\"", "{\"why\":\"x\",\"id\"");
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    var link = Chain.next(null, Said.read(Map.of(), bytes));
    assertThat(link.said()).isEqualTo(bytes);
    assertThat(Chain.misfit(null, link)).isNull();
    var other = json.replace("\"x\"", "\"y\"").getBytes(StandardCharsets.UTF_8);
    assertThat(Chain.misfit(null, with(link, other))).isNotNull();
  }

  @Test
  void whatIsNoEntryIsUnreadable() {
    for (var bad : List.of("", "null", "{}", "[]", "{\"id\":\"" + UUID.randomUUID() + "\"}")) {
      assertThatThrownBy(() -> Said.read(Map.of(), bad.getBytes(StandardCharsets.UTF_8)))
          .as(bad)
          .isInstanceOf(UnreadableException.class);
    }
    assertThatThrownBy(() -> Said.read(Map.of(), null)).isInstanceOf(UnreadableException.class);
  }

  private long brokenAfter(int index, UnaryOperator<Link> change) {
    var changed = new ArrayList<>(chain);
    changed.set(index, change.apply(chain.get(index)));
    var broken = walk(changed, null).broken();
    assertThat(broken).as("an alteration of entry " + (index + 1) + " is noticed").isNotNull();
    return broken.position();
  }

  private static Walk walk(List<Link> links, Walk.@Nullable Anchor anchor) {
    var walk = Walk.START;
    for (var link : links) {
      walk = walk.to(link, anchor);
      if (walk.broken() != null) {
        return walk;
      }
    }
    return walk.end(anchor);
  }

  private static List<Link> chain() {
    Link last = null;
    var links = new ArrayList<Link>();
    for (var i = 0; i < LENGTH; i++) {
      last = Chain.next(last, said(i));
      links.add(last);
    }
    return links;
  }

  private static Said said(int number) {
    var entry =
        new AuditRecorded(
            new UUID(1, number),
            "shop",
            Instant.parse("2026-01-01T00:00:00.123456789Z").plusSeconds(number),
            "ann",
            "rule:publish",
            "Rule/r" + number,
            null,
            Map.of("number", number));
    return new Said(entry, Wire.write(entry));
  }

  private static Link with(Link link, byte[] bytes) {
    return new Link(
        link.workspace(), link.position(), link.facts(), bytes, link.previous(), link.hash());
  }

  private static Link moved(Link link, long position) {
    return new Link(
        link.workspace(), position, link.facts(), link.said(), link.previous(), link.hash());
  }
}
