namespace MySqlOps.Engine.Catalog;

/// <summary>Some sessions that share the work of reading definitions.</summary>
internal sealed class SessionCrew(IReadOnlyList<DefinitionReader> readers)
{
    /// <summary>Asks for each item on whichever session is free. The answers come in the order of the items, without those that are null.</summary>
    /// <param name="items">What to ask about.</param>
    /// <param name="ask">The question.</param>
    /// <param name="cancellationToken">Cancels what runs.</param>
    public async Task<IReadOnlyList<TOut>> AskAsync<TIn, TOut>(
        IReadOnlyList<TIn> items, Func<DefinitionReader, TIn, CancellationToken, Task<TOut?>> ask, CancellationToken cancellationToken)
        where TOut : class
    {
        var answers = new TOut?[items.Count];
        var next = -1;
        await Task.WhenAll(readers.Take(items.Count).Select(WorkAsync)).ConfigureAwait(false);
        return [.. answers.OfType<TOut>()];

        async Task WorkAsync(DefinitionReader reader)
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < items.Count; i = Interlocked.Increment(ref next))
                    answers[i] = await ask(reader, items[i], cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                // The others end what they are at and take nothing new: cancelling them would cost their sessions.
                Interlocked.Exchange(ref next, items.Count);
                throw;
            }
        }
    }
}
