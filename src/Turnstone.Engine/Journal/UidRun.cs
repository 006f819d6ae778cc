namespace Turnstone.Engine.Journal;

/// <summary>UIDs from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct UidRun(uint First, uint Last)
{
    /// <summary>Whether something is so of each of them.</summary>
    public bool All(Func<uint, bool> isSo)
    {
        for (var uid = First; isSo(uid); uid++)
        {
            if (uid == Last)
            {
                return true;
            }
        }

        return false;
    }
}
