package dev.sequitur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sequitur.notification.domain.ChannelTarget;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.Recipient;
import dev.sequitur.notification.domain.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {

  private static final String USERS = "to: {inbox: {users: [anna]}}";
  private static final String ALL = "on: {rules: ['*']}";

  @Test
  void aShortSpecMeansTheUsual() throws IOException {
    var spec = read("{%s, %s}".formatted(ALL, USERS)).spec();

    assertThat(spec)
        .isEqualTo(
            new SubscriptionSpec(
                Set.of("*"),
                Map.of(),
                Set.of(Happening.FAILED, Happening.DEAD, Happening.REJECTED),
                List.of(new Recipient.User("anna")),
                List.of(),
                Set.of()));
  }

  @Test
  void aFullSpecIsReadWhole() throws IOException {
    var spec =
        read("""
                on: {rules: [a, b-2], labels: {team: sales, "x/y": ""}, outcomes: [UNKNOWN, FAILED]}
                to: {inbox: {role: operator}, channels: [ops, {channel: mail, users: [anna, ben]}]}
                mandatory: [FAILED]
                """)
            .spec();

    assertThat(spec)
        .isEqualTo(
            new SubscriptionSpec(
                Set.of("a", "b-2"),
                Map.of("team", "sales", "x/y", ""),
                Set.of(Happening.UNKNOWN, Happening.FAILED),
                List.of(new Recipient.Holders(Role.OPERATOR)),
                List.of(
                    new ChannelTarget("ops", null),
                    new ChannelTarget("mail", "anna"),
                    new ChannelTarget("mail", "ben")),
                Set.of(Happening.FAILED)));
  }

  @Test
  void channelsAloneAreEnough() throws IOException {
    assertThat(read("{%s, to: {channels: [ops]}}".formatted(ALL)).errors()).isEmpty();
  }

  @ParameterizedTest(name = "{0} / {1}: {2} at {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x: 1|to: {inbox: {users: [anna]}}|UNKNOWN_FIELD|/spec/x",
        "x: 1|to: {inbox: {users: [anna]}}|MISSING|/spec/on",
        "on: 3|to: {inbox: {users: [anna]}}|WRONG_TYPE|/spec/on",
        "on: {}|to: {inbox: {users: [anna]}}|MISSING|/spec/on/rules",
        "on: {rules: a}|to: {inbox: {users: [anna]}}|WRONG_TYPE|/spec/on/rules",
        "on: {rules: []}|to: {inbox: {users: [anna]}}|EMPTY|/spec/on/rules",
        "on: {rules: [1]}|to: {inbox: {users: [anna]}}|WRONG_TYPE|/spec/on/rules/0",
        "on: {rules: [a, a]}|to: {inbox: {users: [anna]}}|DUPLICATE|/spec/on/rules/1",
        "on: {rules: [a, Big_Order]}|to: {inbox: {users: [anna]}}|INVALID_NAME|/spec/on/rules/1",
        "on: {rules: [a, '*']}|to: {inbox: {users: [anna]}}|AMBIGUOUS|/spec/on/rules/1",
        "on: {rules: ['a*']}|to: {inbox: {users: [anna]}}|INVALID_NAME|/spec/on/rules/0",
        "on: {rules: [a], when: x}|to: {inbox: {users: [anna]}}|UNKNOWN_FIELD|/spec/on/when",
        "on: {rules: [a], labels: [x]}|to: {inbox: {users: [anna]}}|WRONG_TYPE|/spec/on/labels",
        "on: {rules: [a], labels: {a/b~: 1}}|to: {inbox: {users: [anna]}}|WRONG_TYPE|/spec/on/labels/a~1b~0",
        "on: {rules: [a], outcomes: []}|to: {inbox: {users: [anna]}}|EMPTY|/spec/on/outcomes",
        "on: {rules: [a], outcomes: [SUCCEEDED]}|to: {inbox: {users: [anna]}}|UNKNOWN_OUTCOME|/spec/on/outcomes/0",
        "on: {rules: [a], outcomes: [DEAD, dead]}|to: {inbox: {users: [anna]}}|UNKNOWN_OUTCOME|/spec/on/outcomes/1",
        "on: {rules: [a]}|to: {}|MISSING|/spec/to/inbox",
        "on: {rules: [a]}|to: {inbox: anna}|WRONG_TYPE|/spec/to/inbox",
        "on: {rules: [a]}|to: {mail: {}, inbox: {users: [anna]}}|UNKNOWN_FIELD|/spec/to/mail",
        "on: {rules: [a]}|to: {inbox: {}}|MISSING|/spec/to/inbox",
        "on: {rules: [a]}|to: {inbox: {users: [anna], role: owner}}|AMBIGUOUS|/spec/to/inbox",
        "on: {rules: [a]}|to: {inbox: {users: []}}|EMPTY|/spec/to/inbox/users",
        "on: {rules: [a]}|to: {inbox: {users: [anna, anna]}}|DUPLICATE|/spec/to/inbox/users/1",
        "on: {rules: [a]}|to: {inbox: {users: ['an na']}}|INVALID_NAME|/spec/to/inbox/users/0",
        "on: {rules: [a]}|to: {inbox: {users: [null]}}|WRONG_TYPE|/spec/to/inbox/users/0",
        "on: {rules: [a]}|to: {inbox: {role: boss}}|UNKNOWN_ROLE|/spec/to/inbox/role",
        "on: {rules: [a]}|to: {inbox: {role: null}}|UNKNOWN_ROLE|/spec/to/inbox/role",
        "on: {rules: [a]}|to: {inbox: {role: OWNER}}|UNKNOWN_ROLE|/spec/to/inbox/role",
        "on: {rules: [a]}|y: 1|MISSING|/spec/to",
        "on: {rules: [a]}|to: {channels: ops}|WRONG_TYPE|/spec/to/channels",
        "on: {rules: [a]}|to: {channels: []}|EMPTY|/spec/to/channels",
        "on: {rules: [a]}|to: {channels: [Ops]}|INVALID_NAME|/spec/to/channels/0",
        "on: {rules: [a]}|to: {channels: [ops, ops]}|DUPLICATE|/spec/to/channels/1",
        "on: {rules: [a]}|to: {channels: [3]}|WRONG_TYPE|/spec/to/channels/0",
        "on: {rules: [a]}|to: {channels: [{users: [anna]}]}|MISSING|/spec/to/channels/0/channel",
        "on: {rules: [a]}|to: {channels: [{channel: ops}]}|MISSING|/spec/to/channels/0/users",
        "on: {rules: [a]}|to: {channels: [{channel: ops, users: [anna], via: x}]}|UNKNOWN_FIELD|/spec/to/channels/0/via",
        "on: {rules: [a], outcomes: [RECOVERED, FINISHED]}|to: {channels: [ops]}|NOTHING_TO_RECOVER_FROM|/spec/on/outcomes",
        "on: {rules: [a]}|to: {channels: [ops]}, mandatory: [FINE]|UNKNOWN_OUTCOME|/spec/mandatory/0",
      })
  void aMistakeIsNamedWhereItStands(String first, String second, String code, String pointer)
      throws IOException {
    var reading = read("{%s, %s}".formatted(first, second));

    assertThat(reading.spec()).isNull();
    assertThat(reading.errors())
        .anySatisfy(
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.pointer()).isEqualTo(pointer);
            });
  }

  @Test
  void allMistakesAreNamedAtOnce() throws IOException {
    var reading =
        read(
            "{x: 1, on: {rules: [A, a, a], outcomes: [FINE], labels: {n: 1}}, to: {inbox: {role: x}}}");

    assertThat(reading.errors())
        .extracting(error -> error.pointer())
        .containsExactlyInAnyOrder(
            "/spec/x",
            "/spec/on/rules/0",
            "/spec/on/rules/2",
            "/spec/on/outcomes/0",
            "/spec/on/labels/n",
            "/spec/to/inbox/role");
  }

  @Test
  void listsAreBounded() throws IOException {
    var users =
        String.join(", ", java.util.stream.IntStream.range(0, 51).mapToObj(n -> "u" + n).toList());

    assertThat(read("{%s, to: {inbox: {users: [%s]}}}".formatted(ALL, users)).errors())
        .singleElement()
        .extracting(error -> error.code())
        .isEqualTo("TOO_MANY");
  }

  @SuppressWarnings("unchecked")
  private static SpecReader.Reading read(String yaml) throws IOException {
    return SpecReader.read(new YAMLMapper().readValue(yaml, Map.class));
  }
}
