namespace Turnstone.Testing;

/// <summary>The calls of a destination, for a script of troubles.</summary>
public enum DestinationCall
{
    Verify,
    EnsureFolder,
    Deliver,
    FindDelivered,
    FindAnywhere,
    ListDelivered,
    ReadBack,
    FindStates,
    ListStates,
    ChangeStates,
}
