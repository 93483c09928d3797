using System.Runtime.CompilerServices;

namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>
/// Cuts the values of a column of whole numbers into spans of about so many rows. It asks the server for estimates, halving what is too much, so that the gaps of
/// a sparse key cost some statements and not a walk over all rows. 128 bits hold BIGINT and BIGINT UNSIGNED with room for their sums.
/// </summary>
/// <param name="targetRows">Rows wanted in a span.</param>
/// <param name="isUnique">True when no value occurs twice, so that a span never has more rows than numbers.</param>
/// <param name="estimate">Gives the server's estimate of the rows from the first to the second number.</param>
internal sealed class IntegerSpans(long targetRows, bool isUnique, Func<Int128, Int128, CancellationToken, Task<long>> estimate)
{
    /// <summary>How far a span may be above the wanted rows before it is cut again: the estimates are no better.</summary>
    private const double Tolerance = 1.25;

    /// <summary>Estimates that a wanted span may cost on average. A server whose estimates do not shrink with the span would be asked without end.</summary>
    private const int EstimatesPerSpan = 40;

    private const int LeastEstimates = 200;

    /// <summary>Cuts, in ascending order and without a gap.</summary>
    /// <param name="whole">From the least to the greatest value, with the rows of the table.</param>
    /// <param name="cancellationToken">Stops.</param>
    public IAsyncEnumerable<IntegerSpan> CutAsync(IntegerSpan whole, CancellationToken cancellationToken) =>
        IsDense(whole) ? CutEvenly(whole).ToAsyncEnumerable() : HalveAsync(whole, cancellationToken);

    // A key with few gaps needs no estimates: with at most 2 numbers to a row a step of fixed width is never more than 2 times too small.
    private bool IsDense(IntegerSpan whole) => isUnique && whole.Width <= (Int128)Math.Max(whole.Rows, targetRows) * 2;

    private IEnumerable<IntegerSpan> CutEvenly(IntegerSpan whole)
    {
        var rows = Int128.Clamp(whole.Rows, 1, whole.Width);
        var pieces = Int128.Max(1, (rows + targetRows - 1) / targetRows);
        var step = (whole.Width + pieces - 1) / pieces;
        for (var from = whole.From; from <= whole.To; from += step)
            yield return new IntegerSpan(from, Int128.Min(whole.To, from + step - 1), (long)(rows / pieces));
    }

    private async IAsyncEnumerable<IntegerSpan> HalveAsync(IntegerSpan whole, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = (whole.Rows / targetRows * EstimatesPerSpan) + LeastEstimates;
        var open = new Stack<IntegerSpan>([whole]);
        IntegerSpan? gathered = null;
        while (open.TryPop(out var span))
        {
            if (IsTooMuch(span) && span.Width > 1 && left > 0)
            {
                var middle = span.From + ((span.Width / 2) - 1);
                var upper = await estimate(middle + 1, span.To, cancellationToken).ConfigureAwait(false);
                var lower = await estimate(span.From, middle, cancellationToken).ConfigureAwait(false);
                open.Push(new IntegerSpan(middle + 1, span.To, upper));
                open.Push(new IntegerSpan(span.From, middle, lower));
                left -= 2;
            }
            else if (gathered is not null && !IsTooMuch(new IntegerSpan(gathered.From, span.To, gathered.Rows + span.Rows)))
            {
                gathered = new IntegerSpan(gathered.From, span.To, gathered.Rows + span.Rows);
            }
            else
            {
                if (gathered is not null)
                    yield return gathered;
                gathered = span;
            }
        }

        yield return gathered!;
    }

    private bool IsTooMuch(IntegerSpan span) => (isUnique ? (double)Int128.Min(span.Rows, span.Width) : span.Rows) > targetRows * Tolerance;
}
