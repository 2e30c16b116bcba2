package dev.sequitur.kit.definition;

import dev.sequitur.kit.problem.ProblemCode;

/** What can go wrong with definitions. */
public enum DefinitionProblem implements ProblemCode {
  DEFINITION_NOT_FOUND(404, "There is no definition of that name."),
  DEFINITION_INVALID(422, "The definition has errors."),
  DEFINITION_CHANGED(412, "The definition was changed since you read it."),
  DEFINITION_EXISTS(412, "There is a definition of that name already."),
  DEFINITION_NOT_PUBLISHED(409, "The definition was never published."),
  SHADOW_NOT_FOUND(404, "No version of it decides as a shadow."),
  SHADOW_ACTS_ALREADY(409, "The version acts already: there is nothing to compare it with.");

  private final int status;
  private final String title;

  DefinitionProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
