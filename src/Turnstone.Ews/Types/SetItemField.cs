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

    public sealed record Extended(ExtendedProperty Value) : SetItemField
    {
        private protected override PropertyPath Path => Value.Path;

        private protected override void WriteValueTo(SoapWriter writer) => Value.WriteTo(writer);
    }

    private protected abstract PropertyPath Path { get; }

    private protected abstract void WriteValueTo(SoapWriter writer);

    internal void WriteTo(SoapWriter writer)
    {
        writer.StartType("SetItemField");
        Path.WriteTo(writer);
        writer.StartType("Message");
        WriteValueTo(writer);
        writer.End();
        writer.End();
    }
}
