namespace Turnstone.Engine.Planning.Support;

/// <summary>One option of a text and what was made of it.</summary>
/// <param name="Number">The line of its text it begins on, from 1.</param>
/// <param name="Text">The option as it was given.</param>
/// <param name="Fault">What is wrong with it; null when nothing is.</param>
/// <param name="Remark">What is to be said of it although it is good; null when nothing is.</param>
public sealed record SupportOptionLine(int Number, string Text, SupportOptionFault? Fault, string? Remark);
