package dev.sequitur.rule.condition.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.rule.condition.GivenBooks;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {

  private static final Map<String, String> BOOK =
      Map.of(
          "vip", "data.tier == 'gold' || data.spent > 1000",
          "adult", "data.age >= 18",
          "both", "condition('vip') && condition('adult')",
          "choice", "has(data.a) ? data.a > 1 : false",
          "truth", "data.flag");

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          condition("adult")                       § data.age >= 18
          condition("vip") && data.x == 1          § (data.tier == "gold" || data.spent > 1000) && data.x == 1
          !condition("vip")                        § !(data.tier == "gold" || data.spent > 1000)
          !condition("both") || condition("adult") § !((data.tier == "gold" || data.spent > 1000) && data.age >= 18) || data.age >= 18
          condition("choice") == true              § (has(data.a) ? data.a > 1 : false) == true
          data.l.exists(x, condition("adult") && x == 1) § data.l.exists(x, data.age >= 18 && x == 1)
          condition("truth") ? true : condition("adult") § data.flag ? true : data.age >= 18
          [condition("truth")][0]                  § [data.flag][0]
          {"a": condition("truth")}.a              § {"a": data.flag}.a
          data.condition == "vip"                  § data.condition == "vip"
          """)
  void aNamedConditionStandsInItsPlaceAsAGroup(String cel, String expanded) {
    assertThat(Expansion.of(When.of(cel), GivenBooks.book(BOOK)))
        .isEqualTo(new Expansion.Expanded(expanded));
  }

  @Test
  void aMissingOneIsNamed() {
    assertThat(Expansion.of(When.of("condition('gone')"), GivenBooks.book(BOOK)))
        .isEqualTo(
            new Expansion.Failed(
                NamedConditionCode.CONDITION_NOT_FOUND, "there is no published condition gone"));
  }

  @Test
  void aCircleIsToldWithAllItsNames() {
    var circle =
        Map.of("a", "condition('b')", "b", "data.x && condition('c')", "c", "condition('b')");
    assertThat(Expansion.of(When.of("condition('a')"), GivenBooks.book(circle)))
        .isEqualTo(new Expansion.Failed(NamedConditionCode.CONDITION_CYCLIC, "b → c → b"));
    assertThat(Expansion.of("a", When.of("condition('a')"), GivenBooks.book(circle)))
        .isEqualTo(new Expansion.Failed(NamedConditionCode.CONDITION_CYCLIC, "a → a"));
  }

  @Test
  void fiveAreReachedOneThroughTheOtherAndNotSix() {
    var chain = chain(6);
    assertThat(Expansion.of(When.of("condition('c1')"), GivenBooks.book(chain)))
        .isEqualTo(new Expansion.Expanded("data.x"));
    assertThat(Expansion.of(When.of("condition('c0')"), GivenBooks.book(chain)))
        .isInstanceOfSatisfying(
            Expansion.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(NamedConditionCode.CONDITION_TOO_DEEP));
  }

  /** c0 → c1 → … → c5. */
  private static Map<String, String> chain(int length) {
    var chain = new HashMap<String, String>();
    for (int i = 0; i < length; i++) {
      chain.put("c" + i, i == length - 1 ? "data.x" : "condition('c" + (i + 1) + "')");
    }
    return chain;
  }

  /** Each names the next twenty times: 20^4 in all, of which none is ever made. */
  @Test
  void whatGrowsWithoutBoundsIsRefusedBeforeItIsMade() {
    var book = new HashMap<String, String>();
    for (int i = 0; i < 5; i++) {
      var next = i == 4 ? "data.x" : "condition('c" + (i + 1) + "')";
      book.put(
          "c" + i, IntStream.range(0, 20).mapToObj(_ -> next).collect(Collectors.joining(" && ")));
    }
    assertThat(Expansion.of(When.of("condition('c0')"), GivenBooks.book(book)))
        .isInstanceOfSatisfying(
            Expansion.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(NamedConditionCode.CONDITION_TOO_LARGE));
  }
}
