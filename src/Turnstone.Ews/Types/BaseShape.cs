namespace Turnstone.Ews.Types;

/// <summary>The server's ready-made sets of properties. Default and AllProperties hold subjects and names, where illegal characters live: prefer IdOnly.</summary>
public enum BaseShape
{
    IdOnly,
    Default,
    AllProperties,
}
