namespace Turnstone.Ews.Types;

/// <summary>
/// The schema version a request names. 2013 SP1 is understood by everything from 2013 SP1 to Subscription Edition; later words gain us
/// nothing and 2019 refuses its own name ("Exchange2019": HTTP 500, ErrorInvalidRequest [exchangelib#927 on 15.2.858.5]).
/// </summary>
public enum RequestServerVersion
{
    Exchange2013,
    Exchange2013_SP1,
}
