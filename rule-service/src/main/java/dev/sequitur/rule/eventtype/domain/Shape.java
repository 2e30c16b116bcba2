package dev.sequitur.rule.eventtype.domain;

import dev.sequitur.kit.expression.Scope.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be at one place of an event's data.
 *
 * @param types those that a value there may have; empty if nothing is known
 * @param members of an object
 * @param others what an object's other members are; null if it has no others
 * @param elements of a list
 * @param words the only texts that it may be; null if it may be any
 */
public record Shape(
    Set<Type> types,
    Map<String, Shape> members,
    @Nullable Shape others,
    @Nullable Shape elements,
    @Nullable List<String> words) {

  public static final Shape ANY = new Shape(Set.of(), Map.of(), null, null, null);

  static Shape of(Type type) {
    return type == Type.DYN ? ANY : new Shape(EnumSet.of(type), Map.of(), ANY, ANY, null);
  }

  static Shape list(Shape elements) {
    return new Shape(EnumSet.of(Type.LIST), Map.of(), ANY, elements, null);
  }

  boolean isUnknown() {
    return types.isEmpty();
  }

  boolean may(Type type) {
    return isUnknown() || types.contains(type);
  }

  Shape elementsOrAny() {
    return elements == null || !types.contains(Type.LIST) ? ANY : elements;
  }

  /** What is one or the other. */
  Shape or(Shape other) {
    if (isUnknown() || other.isUnknown()) {
      return ANY;
    }
    var both = EnumSet.copyOf(types);
    both.addAll(other.types);
    return new Shape(both, membersOr(other), othersOr(other), elementsOr(other), wordsOr(other));
  }

  private boolean isObject() {
    return types.contains(Type.MAP);
  }

  private Map<String, Shape> membersOr(Shape other) {
    if (!isObject() || !other.isObject()) {
      return isObject() ? members : other.members;
    }
    var all = new LinkedHashMap<String, Shape>();
    members.forEach((name, shape) -> all.put(name, shape.or(other.member(name, shape))));
    other.members.forEach((name, shape) -> all.putIfAbsent(name, shape.or(member(name, shape))));
    return all;
  }

  /** What a name is, if it is there at all. */
  private Shape member(String name, Shape otherwise) {
    var member = members.get(name);
    return member != null ? member : others == null ? otherwise : others;
  }

  private @Nullable Shape othersOr(Shape other) {
    if (!isObject() || !other.isObject()) {
      return isObject() ? others : other.others;
    }
    return others == null ? other.others : other.others == null ? others : others.or(other.others);
  }

  private @Nullable Shape elementsOr(Shape other) {
    if (elements == null || !types.contains(Type.LIST)) {
      return other.elements;
    }
    return other.elements == null || !other.types.contains(Type.LIST)
        ? elements
        : elements.or(other.elements);
  }

  private @Nullable List<String> wordsOr(Shape other) {
    boolean mayBeText = types.contains(Type.STRING);
    boolean otherMay = other.types.contains(Type.STRING);
    if (!mayBeText || !otherMay) {
      return mayBeText ? words : other.words;
    }
    if (words == null || other.words == null) {
      return null;
    }
    var all = new ArrayList<>(words);
    all.addAll(other.words);
    return all;
  }

  /** For people: a text or null. */
  String inWords() {
    boolean ofBoth = types.contains(Type.INT) && types.contains(Type.DOUBLE);
    return isUnknown()
        ? "anything"
        : types.stream()
            .filter(type -> !ofBoth || type != Type.INT)
            .map(Shape::word)
            .collect(Collectors.joining(" or "));
  }

  static String word(Type type) {
    return switch (type) {
      case BOOL -> "true or false";
      case INT -> "a whole number";
      case DOUBLE -> "a number";
      case STRING -> "a text";
      case LIST -> "a list";
      case MAP, STRING_MAP -> "an object";
      case TIMESTAMP -> "a timestamp";
      case DURATION -> "a duration";
      case NULL -> "null";
      case DYN -> "anything";
    };
  }
}
