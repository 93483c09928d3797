using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>Puts routines and events together from their facts and definitions.</summary>
internal sealed class ProgramReading(Session session, SessionCrew crew, CatalogDetail detail, IOperationObserver observer)
{
    private readonly ProgramFactsReader _facts = new(session);

    /// <summary>Libraries, functions and procedures, in this order: a routine can't be created before the library that it uses. Within a kind by name.</summary>
    public async Task<IReadOnlyList<RoutineDefinition>> ReadRoutinesAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        var routines = new List<RoutineDefinition>();
        if (session.Facts.HasLibraries)
            routines.AddRange(await _facts.ReadLibrariesAsync(scope, cancellationToken).ConfigureAwait(false));
        foreach (var (routine, unknownType) in await _facts.ReadRoutinesAsync(scope, cancellationToken).ConfigureAwait(false))
        {
            if (unknownType is null)
                routines.Add(routine);
            else
                observer.Warning($"{session.Server}: {routine.Name} is a {unknownType}, which MySQL does not have. It is left out.");
        }

        RoutineDefinition[] sorted =
        [
            .. routines
                .OrderBy(routine => routine.Kind switch { RoutineKind.Library => 0, RoutineKind.Function => 1, _ => 2 })
                .ThenBy(routine => routine.Name.Database, StringComparer.Ordinal)
                .ThenBy(routine => routine.Name.Name, StringComparer.Ordinal),
        ];
        return detail == CatalogDetail.Definitions
            ? await crew.AskAsync(sorted, static (reader, routine, token) => reader.ReadRoutineAsync(routine, token), cancellationToken).ConfigureAwait(false)
            : sorted;
    }

    /// <summary>Events, by name.</summary>
    public async Task<IReadOnlyList<EventDefinition>> ReadEventsAsync(InformationScope scope, CancellationToken cancellationToken)
    {
        EventDefinition[] events =
        [
            .. (await _facts.ReadEventsAsync(scope, cancellationToken).ConfigureAwait(false))
                .OrderBy(definition => definition.Name.Database, StringComparer.Ordinal)
                .ThenBy(definition => definition.Name.Name, StringComparer.Ordinal),
        ];
        return detail == CatalogDetail.Definitions
            ? await crew.AskAsync(events, static (reader, definition, token) => reader.ReadEventAsync(definition, token), cancellationToken).ConfigureAwait(false)
            : events;
    }
}
