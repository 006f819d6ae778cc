namespace Turnstone.Server.Face.Frame;

/// <summary>
/// The customers that were looked at in this browser, the latest first. The browser keeps their ids in a cookie of this server's, so that the first page
/// is drawn with them; what they are called is read anew each time, by whoever looks.
/// </summary>
public sealed class RecentCustomers
{
    /// <summary>The cookie.</summary>
    public const string Cookie = "turnstone.recent";

    /// <summary>How many are kept: of several workgroups, as one browser serves them all.</summary>
    private const int Most = 20;

    private List<Guid> _visited = [];

    /// <summary>One was looked at.</summary>
    public event Action? Changed;

    /// <summary>Those that were looked at.</summary>
    public IReadOnlyList<Guid> Visited => _visited;

    /// <summary>As the cookie has it.</summary>
    public string Text => string.Join('.', _visited.Select(id => id.ToString("N")));

    /// <summary>Takes what the cookie says; anything else in it is passed over.</summary>
    public void Read(string? text) =>
        _visited = [.. (text ?? "").Split('.').Select(part => Guid.TryParseExact(part, "N", out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().Take(Most)];

    /// <summary>One is looked at now.</summary>
    public void Visit(Guid customer)
    {
        if (_visited.FirstOrDefault() == customer)
        {
            return;
        }

        _visited = [.. _visited.Where(id => id != customer).Prepend(customer).Take(Most)];
        Changed?.Invoke();
    }
}
