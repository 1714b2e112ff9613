import Decimal from "decimal.js";

globalThis.Contender = Decimal;
