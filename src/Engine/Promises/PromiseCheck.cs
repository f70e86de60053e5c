using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>One promise of a declaration, checked on the rows that the running transaction changed: the state before kept it.</summary>
/// <remarks>Allocates nothing while it is kept.</remarks>
internal abstract class PromiseCheck
{
    /// <summary>True when the new state breaks it.</summary>
    public abstract bool IsBroken();

    /// <summary>What breaks it, told of the least rows. Looks at all rows; asked once a promise is broken.</summary>
    public abstract BrokenPromise Tell();

    /// <summary>The transaction stands: what it changed is the state now.</summary>
    public virtual void End()
    {
    }
}
