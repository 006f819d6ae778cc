using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>One property of a message and its new value. The list of cases is the list of what this client can change.</summary>
public abstract record SetItemField
{
    private SetItemField()
    {
    }

    public sealed record IsRead(bool Value) : SetItemField
    {
        private protected override PropertyPath Path => FieldUri.MessageIsRead;

        private protected override void WriteValueTo(SoapWriter writer) => writer.OptionalTypeElement("IsRead", Value);
    }

    public sealed record Flag(FlagStatus Value) : SetItemField
    {
        private protected override PropertyPath Path => FieldUri.ItemFlag;

        private protected override void WriteValueTo(SoapWriter writer) => writer.Flag(Value);
    }

    /// <summary>All categories of the message. None of them is the one thing that is said by deleting a field: t:Categories cannot be empty.</summary>
    public sealed record Categories(params IReadOnlyList<string> Values) : SetItemField
    {
        private protected override PropertyPath Path => FieldUri.ItemCategories;

        private protected override bool IsCleared => Values.Count == 0;

        private protected override void WriteValueTo(SoapWriter writer) => writer.Strings("Categories", Values);
    }

    public sealed record Extended(ExtendedProperty Value) : SetItemField
    {
        private protected override PropertyPath Path => Value.Path;

        private protected override void WriteValueTo(SoapWriter writer) => Value.WriteTo(writer);
    }

    private protected abstract PropertyPath Path { get; }

    private protected virtual bool IsCleared => false;

    private protected abstract void WriteValueTo(SoapWriter writer);

    internal void WriteTo(SoapWriter writer)
    {
        writer.StartType(IsCleared ? "DeleteItemField" : "SetItemField");
        Path.WriteTo(writer);
        if (!IsCleared)
        {
            writer.StartType("Message");
            WriteValueTo(writer);
            writer.End();
        }

        writer.End();
    }
}
