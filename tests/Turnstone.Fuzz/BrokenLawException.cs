namespace Turnstone.Fuzz;

/// <summary>A reader gave an answer that its contract does not allow.</summary>
internal sealed class BrokenLawException(string message) : Exception(message)
{
    public static void Require(bool holds, string law)
    {
        if (!holds)
        {
            throw new BrokenLawException(law);
        }
    }
}
