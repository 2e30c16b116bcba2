package dev.sequitur.trigger.eventtype.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen at one place of samples. */
final class Profile {

  /** More names than this are no fields but keys, such as ids. */
  private static final int MOST_NAMES = 200;

  private final Map<String, Profile> members = new LinkedHashMap<>();
  private final Texts texts = new Texts();
  private @Nullable Profile elements;
  private int count;
  private int objects;
  private boolean nulls;
  private boolean truths;
  private boolean whole;
  private boolean fractions;

  void add(@Nullable Object value) {
    count++;
    switch (value) {
      case null -> nulls = true;
      case String text -> texts.add(text);
      case Boolean _ -> truths = true;
      case Double _, Float _, BigDecimal _ -> fractions = true;
      case Number _ -> whole = true;
      case Map<?, ?> object -> {
        objects++;
        object.forEach((name, member) -> member(String.valueOf(name)).add(member));
      }
      case List<?> list -> list.forEach(elements()::add);
      default -> throw new IllegalArgumentException("not a value of JSON");
    }
  }

  private Profile member(String name) {
    return members.computeIfAbsent(name, _ -> new Profile());
  }

  /** In JSON Schema's words; a number without a fraction beside one with it is a number. */
  List<String> types() {
    var types = new ArrayList<String>();
    add(types, "object", objects > 0);
    add(types, "array", elements != null);
    add(types, "string", !texts.isEmpty());
    add(types, "number", fractions);
    add(types, "integer", whole && !fractions);
    add(types, "boolean", truths);
    add(types, "null", nulls);
    return types;
  }

  private static void add(List<String> types, String type, boolean seen) {
    if (seen) {
      types.add(type);
    }
  }

  Texts texts() {
    return texts;
  }

  Map<String, Profile> members() {
    return members;
  }

  boolean hasManyNames() {
    return members.size() > MOST_NAMES;
  }

  /** All elements of all lists, as one place. */
  Profile elements() {
    if (elements == null) {
      elements = new Profile();
    }
    return elements;
  }

  /** The names that every object had. */
  List<String> required() {
    return members.entrySet().stream()
        .filter(member -> member.getValue().count == objects)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All members of all names, as one place. */
  Profile anyMember() {
    var any = new Profile();
    members.values().forEach(any::merge);
    return any;
  }

  private void merge(Profile other) {
    count += other.count;
    objects += other.objects;
    nulls |= other.nulls;
    truths |= other.truths;
    whole |= other.whole;
    fractions |= other.fractions;
    texts.merge(other.texts);
    other.members.forEach((name, member) -> member(name).merge(member));
    if (other.elements != null) {
      elements().merge(other.elements);
    }
  }
}
