import { overload, type ScalarFunction } from '../definition.js';

/** How many base units (metre, kilogram, joule, …) one of each unit is. Names and definitions as in the documentation of `convert_*`. */
type UnitTable = Readonly<Record<string, number>>;

const foot = 0.3048;
const inch = 0.0254;
const usSurveyFoot = 1200 / 3937;
const parsec = 3.08567758128e16;
const lightYear = 9.46073047258e15;

const angles: UnitTable = {
  Arcminute: Math.PI / 10_800,
  Arcsecond: Math.PI / 648_000,
  Centiradian: 1e-2,
  Deciradian: 1e-1,
  Degree: Math.PI / 180,
  Gradian: Math.PI / 200,
  Microdegree: (Math.PI / 180) * 1e-6,
  Microradian: 1e-6,
  Millidegree: (Math.PI / 180) * 1e-3,
  Milliradian: 1e-3,
  Nanodegree: (Math.PI / 180) * 1e-9,
  Nanoradian: 1e-9,
  NatoMil: Math.PI / 3200,
  Radian: 1,
  Revolution: 2 * Math.PI,
};

const btu = 1055.05585262;
const electronVolt = 1.602176565e-19;
const thermEc = 1.05505585262e8;
const thermImperial = 1.05505585257348e8;
const thermUs = 1.054804e8;

const energies: UnitTable = {
  BritishThermalUnit: btu,
  Calorie: 4.184,
  DecathermEc: thermEc * 10,
  DecathermImperial: thermImperial * 10,
  DecathermUs: thermUs * 10,
  ElectronVolt: electronVolt,
  Erg: 1e-7,
  FootPound: 1.355817948,
  GigabritishThermalUnit: btu * 1e9,
  GigaelectronVolt: electronVolt * 1e9,
  Gigajoule: 1e9,
  GigawattDay: 86_400e9,
  GigawattHour: 3600e9,
  HorsepowerHour: 2.6845195377e6,
  Joule: 1,
  KilobritishThermalUnit: btu * 1e3,
  Kilocalorie: 4184,
  KiloelectronVolt: electronVolt * 1e3,
  Kilojoule: 1e3,
  KilowattDay: 86_400e3,
  KilowattHour: 3600e3,
  MegabritishThermalUnit: btu * 1e6,
  Megacalorie: 4.184e6,
  MegaelectronVolt: electronVolt * 1e6,
  Megajoule: 1e6,
  MegawattDay: 86_400e6,
  MegawattHour: 3600e6,
  Millijoule: 1e-3,
  TeraelectronVolt: electronVolt * 1e12,
  TerawattDay: 86_400e12,
  TerawattHour: 3600e12,
  ThermEc: thermEc,
  ThermImperial: thermImperial,
  ThermUs: thermUs,
  WattDay: 86_400,
  WattHour: 3600,
};

const poundForce = 4.4482216152605095551842641431421;

const forces: UnitTable = {
  Decanewton: 10,
  Dyn: 1e-5,
  KilogramForce: 9.80665,
  Kilonewton: 1e3,
  KiloPond: 9.80665,
  KilopoundForce: poundForce * 1e3,
  Meganewton: 1e6,
  Micronewton: 1e-6,
  Millinewton: 1e-3,
  Newton: 1,
  OunceForce: poundForce / 16,
  Poundal: 0.138254954376,
  PoundForce: poundForce,
  ShortTonForce: poundForce * 2000,
  TonneForce: 9806.65,
};

const lengths: UnitTable = {
  Angstrom: 1e-10,
  AstronomicalUnit: 1.495978707e11,
  Centimeter: 1e-2,
  Chain: 20.1168,
  DataMile: 1828.8,
  Decameter: 10,
  Decimeter: 0.1,
  DtpPica: inch / 6,
  DtpPoint: inch / 72,
  Fathom: 1.8288,
  Foot: foot,
  Hand: 0.1016,
  Hectometer: 100,
  Inch: inch,
  KilolightYear: lightYear * 1e3,
  Kilometer: 1e3,
  Kiloparsec: parsec * 1e3,
  LightYear: lightYear,
  MegalightYear: lightYear * 1e6,
  Megaparsec: parsec * 1e6,
  Meter: 1,
  Microinch: inch * 1e-6,
  Micrometer: 1e-6,
  Mil: inch * 1e-3,
  Mile: 1609.344,
  Millimeter: 1e-3,
  Nanometer: 1e-9,
  NauticalMile: 1852,
  Parsec: parsec,
  PrinterPica: inch / 6.022499976,
  PrinterPoint: inch / 72.27,
  Shackle: 27.432,
  SolarRadius: 6.9551e8,
  Twip: inch / 1440,
  UsSurveyFoot: usSurveyFoot,
  Yard: 0.9144,
};

const pound = 0.45359237;

const masses: UnitTable = {
  Centigram: 1e-5,
  Decagram: 1e-2,
  Decigram: 1e-4,
  EarthMass: 5.9722e24,
  Grain: 6.479891e-5,
  Gram: 1e-3,
  Hectogram: 0.1,
  Kilogram: 1,
  Kilopound: pound * 1e3,
  Kilotonne: 1e6,
  LongHundredweight: pound * 112,
  LongTon: pound * 2240,
  Megapound: pound * 1e6,
  Megatonne: 1e9,
  Microgram: 1e-9,
  Milligram: 1e-6,
  Nanogram: 1e-12,
  Ounce: pound / 16,
  Pound: pound,
  ShortHundredweight: pound * 100,
  ShortTon: pound * 2000,
  Slug: 14.593902937206364829396325459318,
  SolarMass: 1.98947e30,
  Stone: pound * 14,
  Tonne: 1e3,
};

const speeds: Record<string, number> = { Knot: 1852 / 3600, MilePerHour: 1609.344 / 3600 };
for (const [unit, size, spans] of [
  ['Centimeter', 1e-2, ['Hour', 'Minute', 'Second']],
  ['Decimeter', 0.1, ['Minute', 'Second']],
  ['Foot', foot, ['Hour', 'Minute', 'Second']],
  ['Inch', inch, ['Hour', 'Minute', 'Second']],
  ['Kilometer', 1e3, ['Hour', 'Minute', 'Second']],
  ['Meter', 1, ['Hour', 'Minute', 'Second']],
  ['Micrometer', 1e-6, ['Minute', 'Second']],
  ['Millimeter', 1e-3, ['Hour', 'Minute', 'Second']],
  ['Nanometer', 1e-9, ['Minute', 'Second']],
  ['UsSurveyFoot', usSurveyFoot, ['Hour', 'Minute', 'Second']],
  ['Yard', 0.9144, ['Hour', 'Minute', 'Second']],
] as const) {
  for (const span of spans) speeds[`${unit}Per${span}`] = size / (span === 'Hour' ? 3600 : span === 'Minute' ? 60 : 1);
}

const cubicFoot = foot ** 3;
const usGallon = 231 * inch ** 3;
const imperialGallon = 0.00454609;

const volumes: UnitTable = {
  AcreFoot: 1233.48183754752,
  AuTablespoon: 2e-5,
  BoardFoot: cubicFoot / 12,
  Centiliter: 1e-5,
  CubicCentimeter: 1e-6,
  CubicDecimeter: 1e-3,
  CubicFoot: cubicFoot,
  CubicHectometer: 1e6,
  CubicInch: inch ** 3,
  CubicKilometer: 1e9,
  CubicMeter: 1,
  CubicMicrometer: 1e-18,
  CubicMile: 1609.344 ** 3,
  CubicMillimeter: 1e-9,
  CubicYard: 0.9144 ** 3,
  Decaliter: 1e-2,
  DecausGallon: usGallon * 10,
  Deciliter: 1e-4,
  DeciusGallon: usGallon / 10,
  HectocubicFoot: cubicFoot * 100,
  HectocubicMeter: 100,
  Hectoliter: 0.1,
  HectousGallon: usGallon * 100,
  ImperialBeerBarrel: 0.16365924,
  ImperialGallon: imperialGallon,
  ImperialOunce: imperialGallon / 160,
  ImperialPint: imperialGallon / 8,
  ImperialQuart: imperialGallon / 4,
  KilocubicFoot: cubicFoot * 1e3,
  KilocubicMeter: 1e3,
  KiloimperialGallon: imperialGallon * 1e3,
  Kiloliter: 1,
  KilousGallon: usGallon * 1e3,
  Liter: 1e-3,
  MegacubicFoot: cubicFoot * 1e6,
  MegaimperialGallon: imperialGallon * 1e6,
  Megaliter: 1e3,
  MegausGallon: usGallon * 1e6,
  MetricCup: 2.5e-4,
  MetricTeaspoon: 5e-6,
  Microliter: 1e-9,
  Milliliter: 1e-6,
  OilBarrel: usGallon * 42,
  UkTablespoon: 1.5e-5,
  UsBeerBarrel: usGallon * 31,
  UsCustomaryCup: usGallon / 16,
  UsGallon: usGallon,
  UsLegalCup: 2.4e-4,
  UsOunce: usGallon / 128,
  UsPint: usGallon / 8,
  UsQuart: usGallon / 4,
  UsTablespoon: usGallon / 256,
  UsTeaspoon: usGallon / 768,
};

/** Kelvin = (value + before) * factor + after. */
const temperatures: Readonly<Record<string, readonly [before: number, factor: number, after: number]>> = {
  DegreeCelsius: [0, 1, 273.15],
  DegreeDelisle: [0, -2 / 3, 373.15],
  DegreeFahrenheit: [459.67, 5 / 9, 0],
  DegreeNewton: [0, 100 / 33, 273.15],
  DegreeRankine: [0, 5 / 9, 0],
  DegreeReaumur: [0, 5 / 4, 273.15],
  DegreeRoemer: [-7.5, 40 / 21, 273.15],
  Kelvin: [0, 1, 0],
  MillidegreeCelsius: [0, 1e-3, 273.15],
  SolarTemperature: [0, 5778, 0],
};

function linear(name: string, units: UnitTable): ScalarFunction {
  return {
    name,
    overloads: [
      overload(['real', 'string', 'string'], 'real', (value, from, to) => {
        const source = Object.hasOwn(units, from) ? units[from]! : undefined;
        const target = Object.hasOwn(units, to) ? units[to]! : undefined;
        return source === undefined || target === undefined ? null : (value * source) / target;
      }),
    ],
  };
}

function convertTemperature(value: number, from: string, to: string): number | null {
  const source = Object.hasOwn(temperatures, from) ? temperatures[from]! : undefined;
  const target = Object.hasOwn(temperatures, to) ? temperatures[to]! : undefined;
  if (source === undefined || target === undefined) return null;
  if (source === target) return value;
  const kelvin = (value + source[0]) * source[1] + source[2];
  return (kelvin - target[2]) / target[1] - target[0];
}

/** Conversions between units; an unknown unit gives null. */
export const unitFunctions: readonly ScalarFunction[] = [
  linear('convert_angle', angles),
  linear('convert_energy', energies),
  linear('convert_force', forces),
  linear('convert_length', lengths),
  linear('convert_mass', masses),
  linear('convert_speed', speeds),
  linear('convert_volume', volumes),
  { name: 'convert_temperature', overloads: [overload(['real', 'string', 'string'], 'real', convertTemperature)] },
];
