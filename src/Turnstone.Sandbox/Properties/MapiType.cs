namespace Turnstone.Sandbox.Properties;

/// <summary>The single-valued types of an ExtendedFieldURI; arrays say so beside it.</summary>
internal enum MapiType
{
    ApplicationTime,
    Binary,
    Boolean,
    CLSID,
    Currency,
    Double,
    Error,
    Float,
    Integer,
    Long,
    Null,
    Object,
    Short,
    String,
    SystemTime,
}
