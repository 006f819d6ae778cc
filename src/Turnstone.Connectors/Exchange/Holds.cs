namespace Turnstone.Connectors.Exchange;

/// <summary>For how long nothing may be asked of a server, and nothing on a budget of it; zero or less when it may.</summary>
public readonly record struct Holds(TimeSpan Server, TimeSpan Budget)
{
    /// <summary>For how long nothing may be asked at all.</summary>
    public TimeSpan Longest => Server > Budget ? Server : Budget;
}
