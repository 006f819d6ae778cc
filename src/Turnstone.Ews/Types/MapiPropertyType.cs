namespace Turnstone.Ews.Types;

/// <summary>The types an extended property can have (schema: MapiPropertyTypeType). The client writes the six that <see cref="ExtendedProperty"/> has a factory for.</summary>
#pragma warning disable CA1720 // The names are the schema's.
public enum MapiPropertyType
{
    ApplicationTime,
    ApplicationTimeArray,
    Binary,
    BinaryArray,
    Boolean,
    CLSID,
    CLSIDArray,
    Currency,
    CurrencyArray,
    Double,
    DoubleArray,
    Error,
    Float,
    FloatArray,
    Integer,
    IntegerArray,
    Long,
    LongArray,
    Null,
    Object,
    ObjectArray,
    Short,
    ShortArray,
    SystemTime,
    SystemTimeArray,
    String,
    StringArray,
}
