namespace Turnstone.Client.Preparation;

/// <summary>A script for the Exchange Management Shell.</summary>
/// <param name="Name">What its file is to be called: the two scripts speak of each other by these names.</param>
/// <param name="Text">What stands in it: plain ASCII, with the line ends of Windows.</param>
public sealed record PreparationScriptInfo(string Name, string Text);
