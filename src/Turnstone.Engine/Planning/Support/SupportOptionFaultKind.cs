namespace Turnstone.Engine.Planning.Support;

/// <summary>The ways a support option can be wrong.</summary>
public enum SupportOptionFaultKind
{
    /// <summary>It is not <c>Name=Value</c>: never kept.</summary>
    Syntax,

    /// <summary>No option of this name is known.</summary>
    UnknownName,

    /// <summary>The name is known, the value is none it takes.</summary>
    BadValue,
}
