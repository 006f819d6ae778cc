namespace Turnstone.Sandbox.Dovecot;

/// <summary>What a load put into a server.</summary>
public readonly record struct LoadedMail(int Folders, int Messages, long Bytes)
{
    /// <summary>Both together.</summary>
    public static LoadedMail operator +(LoadedMail left, LoadedMail right) =>
        new(left.Folders + right.Folders, left.Messages + right.Messages, left.Bytes + right.Bytes);

    /// <summary>The same as the operator, for languages without operators.</summary>
    public static LoadedMail Add(LoadedMail left, LoadedMail right) => left + right;
}
