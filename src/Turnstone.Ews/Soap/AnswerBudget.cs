namespace Turnstone.Ews.Soap;

/// <summary>
/// Counts the bytes of one answer against <see cref="AnswerLimits"/>. MIME that went on to a caller's stream is given back, so that
/// a long message does not open the door to a long anything else.
/// </summary>
internal sealed class AnswerBudget(AnswerLimits limits)
{
    private long _read;
    private long _streamed;

    public AnswerLimits Limits => limits;

    public void Take(int bytes)
    {
        _read += bytes;
        if (_read > limits.MaxStreamedAnswerBytes)
        {
            throw new AnswerLimitException($"it is longer than {limits.MaxStreamedAnswerBytes} bytes");
        }

        if (_read - _streamed > limits.MaxAnswerBytes)
        {
            throw new AnswerLimitException($"it is longer than {limits.MaxAnswerBytes} bytes");
        }
    }

    public void GiveBack(int bytes) => _streamed += bytes;
}
